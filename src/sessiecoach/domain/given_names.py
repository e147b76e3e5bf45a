"""Common given names in the Netherlands, as data: what makes two capitalised words a name."""

from __future__ import annotations

_DUTCH = """
Aad Adriaan Adrie Albert Alex Alexander Alice Amber Andre André Andrea Angela Angelique Anita Anja
Anke Anna Anne Anneke Annelies Annemarie Annemiek Annet Annette Annie Anouk Anton Antoinette Antoon
Ad Arend Ariane Arie Arjan Arjen Arno Arnold Arthur Astrid Babette Barbara Bart Bas Bastiaan Bea
Ben Benjamin Berend Bernadette Bernard Bert Berta Betty Bianca Bob Boudewijn Bram Brenda Brigitte
Carla Carlijn Carolien Caroline Catharina Cees Charlotte Chantal Chris Christa Christiaan Christian
Christine Cindy Claire Claudia Coen Conny Cor Corine Corrie Cornelis Daan Daniel Daniël Daniëlle
Danny David Debbie Dennis Desiree Diana Dick Dirk Diederik Dieuwertje Dora Dorien Eddy Edith Edwin
Eefje Eelco Elise Elisabeth Ellen Els Elsbeth Elske Emma Erica Erik Eric Erwin Esmee Esther Eva
Evelien Eveline Evert Femke Fenna Ferdinand Fleur Floor Floris Frank Frans Fred Frederik Freek
Frits Geert Gerard Gerda Gerrie Gerrit Gert Gertjan Gijs Guus Hannah Hanneke Hans Harm Harrie Harry
Heidi Heleen Helena Henk Hendrik Henny Henriëtte Herman Hilde Hugo Huub Ida Ilse Ineke Inge Ingrid
Irene Iris Isabel Jaap Jack Jacob Jacqueline Jan Janneke Jannie Jasper Jeanette Jelle Jenny Jeroen
Jesse Jessica Jet Jettie Joke Jolanda Johan Johanna Johannes John Joop Joost Jop Jorien Joris Jos
José Josje Joyce Judith Julia Julian Jurgen Jurre Karel Karin Karlijn Katja Kees Kim Klaas Koen
Koos Kyra Lars Laura Lennart Leo Leon Leonie Lia Lian Liesbeth Lieke Lies Lilian Linda Lisa Lisette
Loes Lotte Louis Louise Lucas Lucia Luuk Maaike Maarten Machteld Manon Marc Marcel Margot Margriet
Maria Marian Marianne Marieke Mariëlle Marijke Marijn Marina Mariska Marit Marja Marjan Marjolein
Mark Marleen Marlies Marloes Martijn Martin Martina Martine Mathijs Matthijs Maud Maurice Melanie
Merel Merijn Michael Michel Michiel Mieke Miep Miranda Mirjam Monique Nadine Nanda Natasja Nel
Nelleke Nicole Niek Niels Nienke Nick Nina Noor Noortje Olga Onno Otto Pascal Patricia Patrick Paul
Paula Pauline Peter Petra Pien Piet Pieter Pim Pleun Quinten Ralph Ramon Reinier Remco Renate Rene
René Renée Ria Richard Rianne Rik Rick Rita Rob Robbert Robert Robin Roel Roeland Roelof Rogier
Roland Romy Ronald Roos Rosa Ruben Rudy Ruud Sabine Sander Sandra Sanne Sara Sarah Saskia Sebastiaan
Selma Sem Sharon Silvia Simon Simone Sjaak Sjoerd Sofie Sonja Sophie Stefan Stephanie Steven Stijn
Suzanne Susanne Susan Sven Sylvia Tamara Tanja Tessa Teun Theo Thea Thijs Thomas Tim Tineke Tjeerd
Tom Toon Trees Truus Twan Valerie Vera Veronique Victor Vincent Walter Wendy Wessel Wesley Wilhelm
Wilhelmina Wilma Willem Willemijn Wim Wouter Yvette Yvonne Youri
"""
_OTHER_ROOTS = """
Abdel Abdelkader Abdelkarim Abdellah Abderrahim Abdou Abdul Abdullah Achmed Adil Adnan Ahmed Ahmet
Aicha Aïcha Aisha Ali Alim Amal Amin Amina Amine Amir Amira Anass Anil Anisa Anwar Arzu Asha Asiye
Asma Ayla Ayoub Ayse Ayşe Aylin Aziz Aziza Badr Bilal Bouchra Brahim Burak Bülent Burcu Canan Cem
Cemal Chaima Chandra Damla Deniz Deepak Derya Driss Ebru Elif Emine Emre Enes Ercan Erdem Erkan Erol
Esma Esra Fadila Fadma Faisal Farah Farid Farida Fateh Fatih Fatiha Fatima Fatma Fatoumata Fatos
Ferhat Feyza Fouad Fouzia Furkan Gamze Gita Gül Gülay Gülsüm Habib Habiba Hafid Hakan Halil Halima
Hamid Hamza Hanan Hasan Hassan Hassna Hatice Havva Hicham Hind Houda Houssain Hüseyin Huseyin
Ibrahim İbrahim Ikram Ilhan Ilias Ilyas Iman Imane Imran Ismail Ismael Jamal Jamila Jamilla Kadir
Kamal Kamla Karima Kemal Khadija Khalid Khalil Kübra Kumar Laila Layla Latifa Leila Loubna Mahmoud
Mahmut Malika Mansour Maryam Mehmet Melek Meryem Merve Mina Mohamed Mohammed Mohammad Mohan Moussa
Mourad Mouna Muhammad Mukesh Mustafa Mustapha Nabil Nabila Nadia Najat Najib Naima Narain Nasser
Naziha Necla Nezha Nihal Noura Nour Nuray Omar Orhan Osman Othman Özlem Ouafa Priya Rachid Rachida
Radha Radjen Rahma Rajesh Ramazan Rania Rashid Ravi Redouan Rekha Rida Roshni Saida Saïda Said Saïd
Salah Salim Salima Salma Samira Samir Samira Sandhya Sanjay Sara Savitri Selim Serkan Sevda Shanti
Shirley Sibel Sita Soraya Soufian Soufiane Souad Suleyman Süleyman Sultan Sunil Tarik Tariq Tugba
Umut Usha Vijay Volkan Wafae Walid Wahid Yasin Yasmin Yasmina Yassin Yassine Yusuf Youness Younes
Youssef Zahra Zainab Zakaria Zeynep Zineb Zohra Zoubida
Agnieszka Aleksandra Andrzej Dariusz Ewa Ivan Jarek Katarzyna Krzysztof Malgorzata Marek Mariusz
Oksana Oleksandr Pawel Piotr Svetlana Tomasz Tetiana Vladimir Yuliia
Berhane Dawit Eyob Hodan Mehari Samuel Selam Tesfay Yonas Abdi Asad Faduma Hawa Yusra
Clyde Dewi Edgar Errol Giovanni Humphrey Iwan Jair Jermaine Kenneth Marlon Melvin Natasha Orlando
Quincy Raul Rodney Romeo Roy Shaniqua Stanley Sergio Winston Xiomara
"""

GIVEN_NAMES = frozenset((_DUTCH + _OTHER_ROOTS).split())
"""Spelled with a capital. Names that are everyday words as well (Wil, Job, Ton) are left out."""
